@NullMarked
package io.qipan.ecology.chief.model;

import org.jspecify.annotations.NullMarked;
