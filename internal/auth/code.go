package auth

import (
	"encoding/base32"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp/hotp"
)

// codeStep is how long a code of the second factor stands.
const codeStep = 30

// NewSecret makes the secret of a second factor, 20 bytes from the reader, in
// the letters that an authenticator app takes.
func NewSecret(random io.Reader) (string, error) {
	var raw [20]byte
	if _, err := io.ReadFull(random, raw[:]); err != nil {
		return "", fmt.Errorf("make a secret: %w", err)
	}
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw[:]), nil
}

// CodeStep finds the step of time at which the secret gives the code: the
// present one, or one to either side for clocks that differ. A step up to last
// is never found: a code that was used, and every code before it, is spent.
func CodeStep(secret, code string, at time.Time, last int64) (step int64, ok bool) {
	code = strings.Join(strings.Fields(code), "")
	now := at.Unix() / codeStep
	for _, s := range []int64{now, now - 1, now + 1} {
		if s > last && secret != "" && hotp.Validate(code, uint64(s), secret) {
			return s, true
		}
	}
	return 0, false
}

// CodeAt is the code that the secret gives at a moment: what the app shows.
func CodeAt(secret string, at time.Time) (string, error) {
	return hotp.GenerateCode(secret, uint64(at.Unix()/codeStep))
}

// SetUpURL is what the picture holds that an authenticator app reads.
func SetUpURL(secret, login string) string {
	u := url.URL{
		Scheme: "otpauth", Host: "totp", Path: "/Sijoita:" + login,
		RawQuery: url.Values{"secret": {secret}, "issuer": {"Sijoita"}}.Encode(),
	}
	return u.String()
}
