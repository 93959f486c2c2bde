/**
 * Kubernetes without a cluster: what is sent to an API server is taken by a fake one and looked at,
 * and the YAML is held against Kubernetes' own schemas.
 */
package io.mscon.cluster.kubernetes;
