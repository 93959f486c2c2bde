/** What is submitted, on clusters that run inside of the tests. */
package io.mscon.cluster;
