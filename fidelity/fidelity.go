// Package fidelity says how true a team's work is to its model: the scale, what
// measures score on it, and what the records of a team come to on a day. All of
// it is pure: scales are read from package rules, records are given. A live
// score is not a review, and never overwrites one: reviews are casework's.
package fidelity
