package io.mscon.eval.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void numbersAreShort() {
    assertEquals("0", Figures.number(0));
    assertEquals("0", Figures.number(-0.0));
    assertEquals("1.5", Figures.number(1.5));
    assertEquals("0.3", Figures.number(0.1 + 0.2));
    assertEquals("1235", Figures.number(1234.6));
    assertEquals("123500", Figures.number(123456));
    assertEquals("-0.0001235", Figures.number(-0.00012346));
    assertEquals("1.235E+12", Figures.number(1.2346e12));
    assertEquals("1.235E-12", Figures.number(1.2346e-12));
  }

  @Test
  void nothingIsADash() {
    assertEquals("–", Figures.percent(0, 0));
    assertEquals("–", Figures.measure(OptionalDouble.empty()));
    assertEquals("–", Figures.ratio(OptionalDouble.empty()));
    assertEquals("33.3 %", Figures.percent(1, 3));
    assertEquals("1,234,567", Figures.count(1_234_567));
  }
}
