#!/usr/bin/env bash
# Sign, pack and notarise dist/Signpost.app. Not run so far: see README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

: "${SIGNING_IDENTITY:?Name a Developer ID Application certificate in SIGNING_IDENTITY.}"
: "${NOTARY_PROFILE:?Name what notarytool store-credentials was given in NOTARY_PROFILE.}"

app=dist/Signpost.app
[[ -d $app ]] || { echo "$app is missing: run ./dev bundle --folder first." >&2; exit 1; }
version=$(/usr/libexec/PlistBuddy -c 'Print CFBundleShortVersionString' "$app/Contents/Info.plist")
image="dist/signpost-$version-macos-$(uname -m).dmg"
sign=(codesign --force --timestamp --sign "$SIGNING_IDENTITY")
hardened=("${sign[@]}" --options runtime)
programs=(--entitlements packaging/macos/entitlements.plist)

# The innermost first: libraries, then frameworks, then the programs, then the whole. `find -depth`
# names what is inside a folder before the folder.
find "$app" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 | xargs -0 "${hardened[@]}"
find "$app" -depth -type d -name '*.framework' -print0 | xargs -0 "${hardened[@]}"
find "$app/Contents/MacOS" -type f -print0 | xargs -0 "${hardened[@]}" "${programs[@]}"
"${hardened[@]}" "${programs[@]}" "$app"
codesign --verify --strict --verbose=2 "$app"

staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
ditto "$app" "$staged/Signpost.app"
ln -s /Applications "$staged/Applications"
hdiutil create -volname "Signpost $version" -srcfolder "$staged" -format ULFO -ov "$image"
"${sign[@]}" "$image"

xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
echo "$image"
