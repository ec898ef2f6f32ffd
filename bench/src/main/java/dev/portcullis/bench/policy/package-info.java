/** How quickly the policy engine compiles, decides and previews, on an estate made up from a seed. */
@NullMarked
package dev.portcullis.bench.policy;

import org.jspecify.annotations.NullMarked;
