/** The expressions of validation rules: a subset of Salesforce's formulas, read and evaluated. */
package io.fieldbridge.sandbox.salesforce.formula;
