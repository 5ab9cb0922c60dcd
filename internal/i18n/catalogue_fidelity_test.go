package i18n

import "testing"

// spokenOfFidelity gives the words of the live scores that make keys.
func spokenOfFidelity(t *testing.T) map[string][]string {
	return map[string][]string{
		"fidelity.need.":    declared(t, "fidelity", "What"),
		"fidelity.warning.": declared(t, "fidelity", "Warning"),
	}
}
