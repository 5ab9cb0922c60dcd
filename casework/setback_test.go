package casework

import (
	"strings"
	"testing"

	"sijoita/problem"
)

// refusedWith tells whether err is the problem: with a field of the name, or of
// the whole where no field is told.
func refusedWith(err error, field, key string) bool {
	p := problem.As(err)
	switch {
	case key == "":
		return err == nil
	case p == nil:
		return false
	case field == "":
		return p.Key == key
	}
	return len(p.Fields) == 1 && p.Fields[0].Name == field && p.Fields[0].Key == key
}

var (
	caredFor = Episode{
		Noted: Noted{Record: Record{ID: 9}}, ReferredOn: MustDay("2026-10-01"), StartedOn: MustDay("2026-10-10"),
		CareTeams: []Dated{{ID: 30, Span: Span{From: MustDay("2026-10-01")}}},
	}
	toCareTeam = Consents{{Kind: ConsentCareTeam, Given: true, Span: Span{From: MustDay("2026-10-01")}}}
)

func TestTellSetback(t *testing.T) {
	today := MustDay("2026-11-21")
	alone := caredFor
	alone.CareTeams = nil
	for _, c := range []struct {
		says     string
		episode  Episode
		consents Consents
		note     dayText
		field    string
		key      string // empty: it is told
	}{
		{"a text is enough, and the day is today", caredFor, toCareTeam, dayText{"", "Ei ole nukkunut"}, "", ""},
		{"without leave nobody is told", caredFor, nil, dayText{"", "Ei ole nukkunut"}, "", "setback.no_leave"},
		{"nor without a care team", alone, toCareTeam, dayText{"", "Ei ole nukkunut"}, "", "setback.no_care_team"},
		{"something is said", caredFor, toCareTeam, dayText{"", "  "}, "text", "setback.text_missing"},
		{"in a thousand characters", caredFor, toCareTeam, dayText{"", strings.Repeat("ä", 1000)}, "", ""},
		{"and no more", caredFor, toCareTeam, dayText{"", strings.Repeat("ä", 1001)}, "text", "problem.too_long"},
		{"not of tomorrow", caredFor, toCareTeam, dayText{"2026-11-22", "x"}, "on", "problem.day_ahead"},
		{"nor of before the referral", caredFor, toCareTeam, dayText{"2026-09-30", "x"}, "on", "suitability.before_referral"},
	} {
		t.Run(c.says, func(t *testing.T) {
			in := SetbackNote{Text: c.note.text}
			if c.note.on != "" {
				in.On = MustDay(c.note.on)
			}
			got, err := TellSetback(c.episode, c.consents, in, today)
			if !refusedWith(err, c.field, c.key) {
				t.Fatalf("it is answered with %v, want %s beside %q", err, c.key, c.field)
			}
			if err == nil && (got.On != today || got.EpisodeID != 9) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

// dayText is a day and a text, as they are typed.
type dayText struct{ on, text string }

func TestMeetPartner(t *testing.T) {
	today := MustDay("2026-11-21")
	kela := Supporter{Noted: Noted{Record: Record{ID: 4}}, Party: PartyKela, Name: "Kela, Sotkamo", MayContact: true, Matters: "etuudet"}
	leave := Consents{{Kind: ConsentKela, Given: true, Span: Span{From: MustDay("2026-11-10")}}}
	withdrawn := Consents{leave[0]}
	withdrawn[0].WithdrawnOn = MustDay("2026-11-20")
	shy := kela
	shy.MayContact = false
	adviser := Supporter{Party: PartyDebt, Name: "Velkaneuvoja", MayContact: true, Matters: "velat"}
	note := func(change func(*PartnerNote)) PartnerNote {
		in := PartnerNote{Place: PlaceRemote, Channel: MeetingByPhone, Agreed: " Kela laskee "}
		change(&in)
		return in
	}
	same := func(*PartnerNote) {}
	for _, c := range []struct {
		says     string
		with     Supporter
		consents Consents
		change   func(*PartnerNote)
		field    string
		key      string
	}{
		{"by the client's leave one is spoken to", kela, leave, same, "", ""},
		{"without the leave that the party asks for not", kela, nil, same, "", "partner.no_leave"},
		{"nor without the client's word on this very person", shy, leave, same, "", "partner.no_leave"},
		{"nor once it was taken back", kela, withdrawn, same, "", "partner.no_leave"},
		{"but what was talked before that may still be noted", kela, withdrawn, func(in *PartnerNote) { in.On = MustDay("2026-11-19") }, "", ""},
		{"nor before it was given", kela, leave, func(in *PartnerNote) { in.On = MustDay("2026-11-09") }, "", "partner.no_leave"},
		{"where no consent is asked for the client's word is enough", adviser, nil, same, "", ""},
		{"something is told of it", kela, leave, func(in *PartnerNote) { in.Agreed = "" }, "agreed", "partner.nothing_told"},
		{"the matter will do", kela, leave, func(in *PartnerNote) { in.Agreed, in.Matter = "", "ansaintaraja" }, "", ""},
		{"not of tomorrow", kela, leave, func(in *PartnerNote) { in.On = today.AddDays(1) }, "on", "problem.day_ahead"},
		{"nor of before the referral", kela, leave, func(in *PartnerNote) { in.On = MustDay("2026-09-30") }, "on", "suitability.before_referral"},
		{"in some manner", kela, leave, func(in *PartnerNote) { in.Channel = "" }, "manner", "problem.choose"},
		{"twelve hours are the most", kela, leave, func(in *PartnerNote) { in.Minutes = 721 }, "minutes", "meeting.minutes"},
		{"the next time is later", kela, leave, func(in *PartnerNote) { in.NextOn = today }, "next_on", "partner.next_before"},
	} {
		t.Run(c.says, func(t *testing.T) {
			got, err := MeetPartner(caredFor, c.with, c.consents, note(c.change), today)
			if !refusedWith(err, c.field, c.key) {
				t.Fatalf("it is answered with %v, want %s beside %q", err, c.key, c.field)
			}
			if err == nil && (got.SupporterID != c.with.ID || got.EpisodeID != 9 || strings.HasPrefix(got.Agreed, " ")) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestRecordText(t *testing.T) {
	today := MustDay("2026-11-21")
	toSocial := Consents{{Kind: ConsentSocialServices, Given: true, Span: Span{From: MustDay("2026-10-01")}}}
	note := RecordNote{From: MustDay("2026-10-21"), To: today, Register: RegisterPatient, Text: " Tapaamisia neljä. "}
	for _, c := range []struct {
		says     string
		consents Consents
		change   func(*RecordNote)
		field    string
		key      string
	}{
		{"what the client lets the care team know is carried there", toCareTeam, func(*RecordNote) {}, "", ""},
		{"without leave nothing is", nil, func(*RecordNote) {}, "", "record.no_leave.patient"},
		{"leave for one register is none for the other", toCareTeam, func(in *RecordNote) { in.Register = RegisterSocial }, "", "record.no_leave.social"},
		{"each has its own", toSocial, func(in *RecordNote) { in.Register = RegisterSocial }, "", ""},
		{"a register is chosen", toCareTeam, func(in *RecordNote) { in.Register = "church" }, "register", "problem.choose"},
		{"something is said", toCareTeam, func(in *RecordNote) { in.Text = " " }, "text", "record.text_missing"},
		{"of a period that is over", toCareTeam, func(in *RecordNote) { in.To = today.AddDays(1) }, "to", "problem.day_ahead"},
		{"not turned round", toCareTeam, func(in *RecordNote) { in.To = in.From.AddDays(-1) }, "to", "problem.end_before_start"},
		{"one day is one", toCareTeam, func(in *RecordNote) { in.From = in.To }, "", ""},
		{"not before the referral", toCareTeam, func(in *RecordNote) { in.From = MustDay("2026-09-30") }, "from", "suitability.before_referral"},
	} {
		t.Run(c.says, func(t *testing.T) {
			in := note
			c.change(&in)
			if _, err := WriteRecordText(caredFor, c.consents, in, today); !refusedWith(err, c.field, c.key) {
				t.Errorf("it is answered with %v, want %s beside %q", err, c.key, c.field)
			}
		})
	}
	old := caredFor
	old.ReferredOn = MustDay("2024-01-01")
	long := note
	if long.From = today.AddDays(-365); !refusedWith(CheckRecordPeriod(long.From, long.To, old, today), "", "") {
		t.Error("a year is no period")
	}
	if long.From = today.AddDays(-366); !refusedWith(CheckRecordPeriod(long.From, long.To, old, today), "from", "record.too_long_period") {
		t.Error("more than a year is one")
	}

	r, err := WriteRecordText(caredFor, toCareTeam, note, today)
	if err != nil || r.Text != "Tapaamisia neljä." || r.On != today || !r.Waits() {
		t.Fatalf("the text is %+v (%v)", r, err)
	}
	if _, err := CarryRecordText(r, nil, 7, today, "14:05"); !refusedWith(err, "", "record.no_leave.patient") {
		t.Errorf("without leave it is carried: %v", err)
	}
	carried, err := CarryRecordText(r, toCareTeam, 7, today, "14:05")
	if err != nil || carried.CarriedOn != today || carried.CarriedAt != "14:05" || carried.CarriedBy != 7 || carried.Waits() {
		t.Errorf("the receipt is %+v (%v)", carried, err)
	}
	if _, err := CarryRecordText(carried, toCareTeam, 8, today, "15:00"); !refusedWith(err, "", "record.was_carried") {
		t.Errorf("it is carried twice: %v", err)
	}
	if _, err := EditRecordText(carried, caredFor, toCareTeam, note, today); !refusedWith(err, "", "record.was_carried") {
		t.Errorf("what was carried is edited: %v", err)
	}
	gone := r
	gone.Withdrawn = true
	if _, err := CarryRecordText(gone, toCareTeam, 7, today, "14:05"); !refusedWith(err, "", "record.was_withdrawn") || gone.Waits() {
		t.Errorf("what was taken back is carried: %v", err)
	}
}
