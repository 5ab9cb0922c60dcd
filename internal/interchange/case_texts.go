package interchange

import "slices"

// WithoutCaseTexts takes out of a document what people have written about
// clients in their own words. A record that is nothing without such a text (a
// note) goes with it.
func WithoutCaseTexts(d *Document) {
	silence(d.fields())
	d.PartnerTalks = nil // whom they were with went with the network
	for i := range d.Counselling {
		d.Counselling[i].Estimate = "" // its facts were the client's own words, and it went
	}
}

// wordy is a value that may hold case texts.
type wordy interface{ silence() }

func silence(fields []field) {
	for _, f := range fields {
		if v, ok := f.value.(wordy); ok {
			v.silence()
		}
	}
}

func (v textValue) silence() {
	if v.caseText {
		*v.p = ""
	}
}

func (v listValue[T, P]) silence() {
	*v.p = slices.DeleteFunc(*v.p, func(one T) bool { return isText(P(&one).fields()) })
	if len(*v.p) == 0 {
		*v.p = nil
	}
	for i := range *v.p {
		silence(P(&(*v.p)[i]).fields())
	}
}

// isText tells whether a record is nothing without its case text.
func isText(fields []field) bool {
	return slices.ContainsFunc(fields, func(f field) bool {
		text, ok := f.value.(textValue)
		return ok && text.caseText && f.required()
	})
}

func (v oneValue[T, P]) silence() { silence(P(v.p).fields()) }

func (v maybeValue[T, P]) silence() {
	if *v.p != nil {
		silence(P(*v.p).fields())
	}
}
