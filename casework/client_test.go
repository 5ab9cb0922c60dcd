package casework

import (
	"testing"
)

func TestCorrectDetails(t *testing.T) {
	today := MustDay("2026-11-23")
	aino := Client{GivenName: "Aino", FamilyName: "Niemi", BirthOn: MustDay("1985-05-09"), Municipality: "205", Language: "fi"}
	for _, row := range []struct {
		rule   string
		of     Client
		change func(*ClientDetails)
		want   string
	}{
		{"a name is written as it is spoken", aino, func(d *ClientDetails) { d.FamilyName = " Niemi-  Salo " }, ""},
		{"a number and an address may be told", aino, func(d *ClientDetails) { d.Phone, d.Email = "+358 50 123 4567", "aino@niemi.example" }, ""},
		{"a municipality may be unknown", aino, func(d *ClientDetails) { d.Municipality = "" }, ""},
		{"but is one of the list", aino, func(d *ClientDetails) { d.Municipality = "999" }, "municipality problem.choose"},
		{"nobody is without a name", aino, func(d *ClientDetails) { d.GivenName = " " }, "given_name referral.given_name_missing"},
		{"nor born tomorrow", aino, func(d *ClientDetails) { d.BirthOn = today.AddDays(1) }, "birth_on referral.birth_wrong"},
		{"words are no number", aino, func(d *ClientDetails) { d.Phone = "kysy äidiltä" }, "phone employer.phone_wrong"},
		{"nor an address", aino, func(d *ClientDetails) { d.Email = "aino" }, "email employer.email_wrong"},
		{"a record that is in another is corrected there", Client{MergedInto: 7}, func(*ClientDetails) {}, "merge.already"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			in := row.of.Details()
			row.change(&in)
			_, err := CorrectDetails(row.of, in, today)
			wants(t, err, row.want)
		})
	}
	hidden, err := CorrectDetails(aino.WithNonDisclosure(true), ClientDetails{GivenName: "Aino", FamilyName: "Niemi", BirthOn: aino.BirthOn, Municipality: "290", Language: "fi",
		Reach: Reach{Phone: "050 123 4567"}}, today)
	if err != nil || hidden.Municipality != "" || hidden.Lives() != "290" || hidden.Phone != "" || hidden.ReachedBy().Phone == "" {
		t.Errorf("under an order a new municipality is %q, living in %q (%v)", hidden.Municipality, hidden.Lives(), err)
	}
}
