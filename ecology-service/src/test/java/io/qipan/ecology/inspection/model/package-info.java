@NullMarked
package io.qipan.ecology.inspection.model;

import org.jspecify.annotations.NullMarked;
