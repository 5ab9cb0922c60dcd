package i18n

import "testing"

// spokenOfFidelity gives the words of the live scores that make keys.
func spokenOfFidelity(t *testing.T) map[string][]string {
	computed := []string{"caseload", "percent", "teams", "contacts", "percent_each", "waits", "job_types", "employers", "jobs"}
	return map[string][]string{
		"fidelity.value.":       append([]string{"rhythm", "parts"}, computed...),
		"fidelity.coach_value.": {"caseload", "percent", "teams", "contacts", "percent_each"},
		"fidelity.mark.":        declared(t, "fidelity", "Mark"),
		"fidelity.section.":     declared(t, "fidelity", "Section"),
		"fidelity.source.":      declared(t, "fidelity", "Source"),
		"fidelity.figure.": {"follows_plan", "different", "largest", "permanent_competitive", "running", "subsidised", "median", "returned", "referring_units", "helped_again", "asked_about_work",
			"profile_soon", "met_again", "met_decider", "supported", "four_months", "ended_unreached", "whole_meeting", "proposed", "mentored"},
		"fidelity.need.":    declared(t, "fidelity", "What"),
		"fidelity.warning.": declared(t, "fidelity", "Warning"),
	}
}
