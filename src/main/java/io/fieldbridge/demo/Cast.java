package io.fieldbridge.demo;

/** Who plays: the people, the narrator, and the watch that looks until something is seen. */
record Cast(
    Salesperson salesperson,
    Technician technician,
    Finance finance,
    DemoOperator operator,
    Narrator narrator,
    Watch watch) {}
