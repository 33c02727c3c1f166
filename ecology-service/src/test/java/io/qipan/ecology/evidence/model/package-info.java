@NullMarked
package io.qipan.ecology.evidence.model;

import org.jspecify.annotations.NullMarked;
