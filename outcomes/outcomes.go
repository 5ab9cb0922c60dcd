// Package outcomes holds figures: pure functions of the records and a day. None
// of them is kept, so that any past day can be asked for and every number can
// show its rows. Names and definitions are those of the figures contract.
package outcomes
