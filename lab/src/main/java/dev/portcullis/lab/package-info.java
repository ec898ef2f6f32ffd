@NullMarked
package dev.portcullis.lab;

import org.jspecify.annotations.NullMarked;
