@NullMarked
package io.qipan.ecology.checklist.model;

import org.jspecify.annotations.NullMarked;
