package i18n

import "testing"

// spokenOfTeamwork gives the words of a team's own work that make keys.
func spokenOfTeamwork(t *testing.T) map[string][]string {
	guidance, service := declared(t, "casework", "SupervisionKind"), declared(t, "casework", "ServiceNoteKind")
	return map[string][]string{
		"teamwork.guidance_kind.":  guidance,
		"teamwork.guidance_about.": guidance,
		"teamwork.service_kind.":   service,
		"teamwork.service_about.":  service,
		"teamwork.training_kind.":  declared(t, "casework", "TrainingKind"),
		"teamwork.week_part.":      declared(t, "casework", "WeekPart"),
		"group.way.":               declared(t, "casework", "GroupWay"),
		"group.state.":             declared(t, "casework", "GroupActionState"),
		"teamwork.there.":          declared(t, "internal/web/pages", "There"),
		"teamwork.due.":            {"log_review", "group", "outcome_review", "mentoring"},
		"teamwork.with.":           {"met", "told"},
		"teamwork.executive.":      {"steering_meeting", "staff_message"},
	}
}
