package io.mscon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPasswordTest {
  @ParameterizedTest
  @CsvSource({
    "s3a://AKIA:geheim@bucket/pictures, s3a://***@bucket/pictures",
    "s3a://AKIA:ge%2Fheim@bucket, s3a://***@bucket",
    "hdfs://user:@host:8020/x, hdfs://***@host:8020/x",
    "ftp+ssl://:geheim@host/, ftp+ssl://***@host/"
  })
  void passwordsAreFoundAndNotShown(String address, String masked) {
    assertTrue(AddressPassword.in(address));
    assertEquals(masked, AddressPassword.masked(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data/shoes",
        "/data/a:b@c",
        "file:///data/a:b@c",
        "hdfs://host:8020/user@x",
        "hdfs://user@host:8020/x",
        "s3a://bucket/a:b@c",
        "C:/x:y@z"
      })
  void otherAddressesStayAsTheyAre(String address) {
    assertFalse(AddressPassword.in(address));
    assertEquals(address, AddressPassword.masked(address));
  }

  @Test
  void aConfigurationWithAPasswordIsRefusedWithoutShowingIt() {
    ConfigurationException e =
        assertThrows(
            ConfigurationException.class,
            () ->
                ConfigurationReader.read(
                    "metrics = [a]\n"
                        + "data { source = \"s3a://AKIA:geheim@bucket\", labels = [a],"
                        + " layout = table, table.file = \"s3a://AKIA:geheim@bucket/a.csv\" }",
                    "test",
                    List.of()));

    assertTrue(
        e.problems()
            .contains(
                "Invalid data.source: s3a://***@bucket (must hold no password: "
                    + AddressPassword.REMEDY
                    + ")"),
        e.getMessage());
    assertTrue(
        e.getMessage().contains("Invalid data.table.file: s3a://***@bucket/a.csv"), e.getMessage());
    assertFalse(e.getMessage().contains("geheim"), e.getMessage());
  }
}
