package io.qipan.dispatch.review;

/** Where lots come from. */
interface Lots {

    /**
     * Any number from 0 to below 1, each as likely, which nobody can foresee: who ends something must not know whether it
     * is drawn.
     */
    double next();
}
