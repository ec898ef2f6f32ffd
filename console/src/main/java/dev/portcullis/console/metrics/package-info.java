/**
 * What was counted over time, as charts; what the cluster measures, examined; and Grafana, framed.
 */
@NullMarked
package dev.portcullis.console.metrics;

import org.jspecify.annotations.NullMarked;
