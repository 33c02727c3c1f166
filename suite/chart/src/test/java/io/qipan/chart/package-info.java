/** The chart in {@code k8s}, rendered by Helm's own code and held against the Kubernetes model and our rules. */
@NullMarked
package io.qipan.chart;

import org.jspecify.annotations.NullMarked;
