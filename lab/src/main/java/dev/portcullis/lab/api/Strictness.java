package dev.portcullis.lab.api;

/** What becomes of a field nobody knows: the write is refused, the writer is warned, or nothing. */
enum Strictness {
    STRICT,
    WARN,
    IGNORE
}
