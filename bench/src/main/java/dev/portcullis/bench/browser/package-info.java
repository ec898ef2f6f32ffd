/** From a drop in the data plane to the changed edge on a screen: how long it takes. */
@NullMarked
package dev.portcullis.bench.browser;

import org.jspecify.annotations.NullMarked;
