/** What turns wishes in the store into pods, endpoints and statuses: the lab's controller manager and Cilium operator. */
@NullMarked
package dev.portcullis.lab.controllers;

import org.jspecify.annotations.NullMarked;
