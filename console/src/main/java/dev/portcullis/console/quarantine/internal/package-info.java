/** Plans quarantines, puts them into the cluster and takes them out when their time is over. */
@NullMarked
package dev.portcullis.console.quarantine.internal;

import org.jspecify.annotations.NullMarked;
