@NullMarked
package dev.portcullis.userservice;

import org.jspecify.annotations.NullMarked;
