package casework

import (
	"strings"
	"testing"
)

func TestWriteCareMessage(t *testing.T) {
	on := MustDay("2026-11-23")
	leave := Consents{{Kind: ConsentCareTeam, Given: true, Span: Span{From: on.AddDays(-9)}}}
	tests := []struct {
		rule  string
		m     CareMessage
		leave Consents
		fault string
	}{
		{"about a client with the client's leave", CareMessage{CareTeamID: 1, EpisodeID: 2, To: ToCoaches, Text: "Aamut käyvät taas."}, leave, ""},
		{"about a client not without it", CareMessage{CareTeamID: 1, EpisodeID: 2, To: ToCareTeam, Text: "Aamut käyvät taas."}, nil, "care_message.needs_consent"},
		{"about nobody it takes no leave", CareMessage{CareTeamID: 1, To: ToCareTeam, Text: "Saanko tulla aamukokoukseen?"}, nil, ""},
		{"a message says something", CareMessage{CareTeamID: 1, To: ToCareTeam, Text: " \n"}, nil, "care_message.text_missing"},
		{"and not too much", CareMessage{CareTeamID: 1, To: ToCareTeam, Text: strings.Repeat("ä", 1001)}, nil, "problem.too_long"},
		{"it goes one way or the other", CareMessage{CareTeamID: 1, To: "employer", Text: "x"}, nil, "problem.choose"},
	}
	for _, tt := range tests {
		got, err := WriteCareMessage(tt.m, tt.leave, on)
		if fault := firstKey(err); fault != tt.fault {
			t.Errorf("%s: refused with %q", tt.rule, fault)
		} else if err == nil && (got.On != on || !got.Waits()) {
			t.Errorf("%s: %+v", tt.rule, got)
		}
	}
}

func TestAMessageIsDealtWithOnce(t *testing.T) {
	on := MustDay("2026-11-23")
	done, err := SettleCareMessage(CareMessage{Text: "x"}, 7, on)
	if err != nil || done.Waits() || done.DoneBy != 7 || done.DoneOn != on {
		t.Errorf("%+v, %v", done, err)
	}
	if _, err := SettleCareMessage(done, 8, on); firstKey(err) != "care_message.settled" {
		t.Errorf("dealt with twice: %v", err)
	}
}
