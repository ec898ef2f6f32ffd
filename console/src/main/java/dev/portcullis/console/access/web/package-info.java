/** Sign-in links: the page that redeems one and the call that makes one. */
@NullMarked
package dev.portcullis.console.access.web;

import org.jspecify.annotations.NullMarked;
