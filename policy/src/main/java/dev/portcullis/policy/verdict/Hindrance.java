package dev.portcullis.policy.verdict;

/**
 * Why a rule that matches still decides nothing here.
 *
 * @param overrides true if it stands even where another rule allows the same plainly: a demand for
 *     authentication or a listener of its own holds for the connection as a whole
 */
record Hindrance(String because, boolean overrides) {}
