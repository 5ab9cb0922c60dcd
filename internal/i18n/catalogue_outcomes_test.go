package i18n

import (
	"slices"
	"strings"
	"testing"

	"sijoita/outcomes"
)

// spokenOfOutcomes is the part of spoken that words the outcomes.
func spokenOfOutcomes(t *testing.T) map[string][]string {
	t.Helper()
	parts := append(slices.Clone(outcomes.WaitParts), "median_of_reached", "median")
	return map[string][]string{
		"outcomes.definition.":      slices.Concat(outcomeKeys(), outcomes.GroupLists, []string{"tenure", "hours_per_week", "closings"}),
		"outcomes.definition.wait.": parts,
		"outcomes.group.":           outcomes.AgeGroups,
		"outcomes.hours_class.":     {"under_10", "10_to_20", "20_to_30", "30_or_more", "not_told"},
		"outcomes.list.":            outcomes.GroupLists,
		"outcomes.name.":            append(outcomeKeys(), "numerator", "denominator", "running", "ended_before"),
		"outcomes.name.wait.":       parts,
		"funding.name.":             {"fallen", "started", "employed", "each"},
		"funding.definition.":       {"fallen", "started", "employed", "each"},
		"outcomes.threshold.":       {"90d", "13w", "26w", "52w"},
		"outcomes.view.":            declared(t, "internal/app", "OutcomesView"),
	}
}

// outcomeKeys lists the numbers that the outcomes have beyond the monitoring
// table.
func outcomeKeys() []string {
	keys := []string{outcomes.FirstContact, outcomes.FirstJob}
	for _, key := range append(slices.Clone(outcomes.FlowKeys), outcomes.FunnelKeys...) {
		if strings.HasPrefix(key, "flows.") || strings.HasPrefix(key, "funnel.") {
			keys = append(keys, key)
		}
	}
	return keys
}
