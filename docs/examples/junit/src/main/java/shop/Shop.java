package shop;

import com.amazonaws.xray.AWSXRay;

/** A shop whose requests are traced, as the X-Ray SDK for Java has it; a servlet filter begins the segment elsewhere. */
public final class Shop {
  private Shop() {}

  public static int basket() {
    try (var segment = AWSXRay.beginSegment("shop")) {
      return AWSXRay.createSubsegment("read basket", subsegment -> 3);
    }
  }
}
