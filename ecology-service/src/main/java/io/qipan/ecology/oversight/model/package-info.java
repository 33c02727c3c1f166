/** Task forces, supervision orders, campaigns, joint operations and consultations: their states and rules. Pure. */
@NullMarked
package io.qipan.ecology.oversight.model;

import org.jspecify.annotations.NullMarked;
