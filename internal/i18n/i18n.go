// Package i18n says things in Finnish, Swedish and English: the texts of the
// catalogues, and days, numbers, money and names as each language writes them.
// It decides nothing but the wording.
//
// Every text stands in catalogue/LANGUAGE/AREA.json under a key that begins
// with its area. A key that is not there is shown as ⟦key⟧, and the tests of
// this package compare the three languages with each other and with the code.
package i18n

import (
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"sijoita/casework"
)

// Lang is a language that Sijoita speaks.
type Lang string

// The languages.
const (
	FI Lang = "fi"
	SV Lang = "sv"
	EN Lang = "en"
)

// Langs lists them in the order they are offered.
var Langs = []Lang{FI, SV, EN}

// tags has the languages in the order of Langs. English is written as in
// Britain: the day comes before the month.
var tags = []language.Tag{language.Finnish, language.Swedish, language.BritishEnglish}

var matcher = language.NewMatcher(tags)

// ParseLang reads a language from its two letters.
func ParseLang(s string) (Lang, bool) {
	for _, l := range Langs {
		if string(l) == s {
			return l, true
		}
	}
	return FI, false
}

// Negotiate chooses the language of a page: what the person has chosen, else
// the best of what the browser's Accept-Language asks for, else Finnish.
func Negotiate(chosen, acceptLanguage string) Lang {
	if l, ok := ParseLang(chosen); ok {
		return l
	}
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return FI
	}
	_, i, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return FI
	}
	return Langs[i]
}

// Printer says things in one language. It is safe for use by many at a time.
type Printer struct {
	lang    Lang
	tag     language.Tag
	texts   catalogue
	numbers *message.Printer
	words   words
	terms   string   // "", or "@social": a key with it is asked for first
	social  *Printer // the same language in the words of social services
}

var printers = makePrinters()

func makePrinters() map[Lang]*Printer {
	all := make(map[Lang]*Printer, len(Langs))
	for i, l := range Langs {
		p := Printer{
			lang: l, tag: tags[i], texts: mustLoad(catalogueFiles, l),
			numbers: message.NewPrinter(tags[i]), words: wordsOf[l],
		}
		social := p
		social.terms = inSocialTerms
		p.social, social.social = &social, &social
		all[l] = &p
	}
	return all
}

// inSocialTerms marks the key of a text that a programme of social services
// says in other words: "client.referred_on@social" beside "client.referred_on".
// A key without such a text is the same in both.
const inSocialTerms = "@social"

// With returns the printer in a programme's words.
func (p *Printer) With(terms casework.Terms) *Printer {
	if terms == casework.TermsSocial {
		return p.social
	}
	return For(p.lang)
}

// For returns the printer of a language; of an unknown one, the Finnish.
func For(lang Lang) *Printer {
	if p, ok := printers[lang]; ok {
		return p
	}
	return printers[FI]
}

// Lang is the language the printer speaks.
func (p *Printer) Lang() Lang { return p.lang }
