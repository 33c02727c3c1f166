@NullMarked
package io.qipan.ecology.registry.model;

import org.jspecify.annotations.NullMarked;
