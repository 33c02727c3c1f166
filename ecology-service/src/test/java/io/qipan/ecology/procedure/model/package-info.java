@NullMarked
package io.qipan.ecology.procedure.model;

import org.jspecify.annotations.NullMarked;
