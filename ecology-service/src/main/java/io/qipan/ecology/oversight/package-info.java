/** How work on cases is led: task forces, supervision orders, campaigns, joint operations, consultations. */
@NullMarked
package io.qipan.ecology.oversight;

import org.jspecify.annotations.NullMarked;
