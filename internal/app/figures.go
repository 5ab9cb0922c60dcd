package app

import (
	"strings"

	"sijoita/casework"
	"sijoita/problem"
)

// programmeCalled finds a programme by what documents and commands call it, or
// returns problem.NotFound with those there are.
func programmeCalled(all []casework.Programme, id string) (casework.Programme, error) {
	for _, p := range all {
		if p.Outward() == id {
			return p, nil
		}
	}
	known := converted(all, func(p casework.Programme) string { return p.Outward() })
	return casework.Programme{}, problem.New(problem.NotFound, "house.programme_unknown").
		With("programme", id).With("known", strings.Join(known, ", "))
}
