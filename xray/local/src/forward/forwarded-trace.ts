/** Documents of a trace that are to be sent; `all` is the whole trace, because a span names its parents. */
export interface ForwardedTrace {
  documents: readonly string[];
  all: readonly string[];
}
