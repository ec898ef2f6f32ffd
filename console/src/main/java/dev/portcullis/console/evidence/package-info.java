/** Evidence packs: files of any feature in one zip, each with its SHA-256, so that a reader can check every one. */
@NullMarked
package dev.portcullis.console.evidence;

import org.jspecify.annotations.NullMarked;
