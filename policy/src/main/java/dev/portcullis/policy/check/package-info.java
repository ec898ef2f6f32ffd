/** What is wrong or surprising about policies that can be read, one check per file. */
@NullMarked
package dev.portcullis.policy.check;

import org.jspecify.annotations.NullMarked;
