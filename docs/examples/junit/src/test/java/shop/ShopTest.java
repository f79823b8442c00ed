package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShopTest {
  @Test
  void theBasketIsReadOnce() throws Exception {
    assertEquals(3, Shop.basket());
    var trace = LocalXray.waitForTrace("service(\"shop\")");
    assertEquals(2, trace.split("read basket", -1).length, trace);
  }
}
