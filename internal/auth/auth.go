// Package auth is the arithmetic of proving who one is: passwords, the codes of
// a second factor, one-time tokens, and how long a guesser must wait. It knows
// no database, no request and no clock: accounts, sessions and links are put
// together from it in internal/app.
package auth

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
)

// Token is a secret that stands for somebody: 32 random bytes as text, in a
// cookie or a link. Only its Sum is ever stored.
type Token string

// NewToken makes a token of 32 bytes from the reader.
func NewToken(random io.Reader) (Token, error) {
	var raw [32]byte
	if _, err := io.ReadFull(random, raw[:]); err != nil {
		return "", fmt.Errorf("make a token: %w", err)
	}
	return Token(base64.RawURLEncoding.EncodeToString(raw[:])), nil
}

// Sum is what is stored of the token: it finds the token's row and cannot be
// turned back.
func (t Token) Sum() []byte {
	sum := sha256.Sum256([]byte(t))
	return sum[:]
}

// String hides the token, so that no log line can hold one by mistake. Whoever
// hands it out converts it to a string on purpose.
func (t Token) String() string { return "[token]" }

// GoString hides it too.
func (t Token) GoString() string { return t.String() }
