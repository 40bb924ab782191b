#!/usr/bin/env bash
# Sign, pack and notarise dist/Signpost.app. Not run so far: see README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

: "${SIGNING_IDENTITY:?Name a Developer ID Application certificate in SIGNING_IDENTITY.}"
: "${NOTARY_PROFILE:?Name what notarytool store-credentials was given in NOTARY_PROFILE.}"

app=dist/Signpost.app
version=$(/usr/libexec/PlistBuddy -c 'Print CFBundleShortVersionString' "$app/Contents/Info.plist")
image="dist/signpost-$version-macos-$(uname -m).dmg"
sign=(codesign --force --timestamp --options runtime --sign "$SIGNING_IDENTITY")
programs=(--entitlements packaging/macos/entitlements.plist)

# The innermost first: libraries, then frameworks, then the programs, then the whole.
find "$app" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 | xargs -0 "${sign[@]}"
find "$app" -type d -name '*.framework' -print0 | while IFS= read -r -d '' framework; do
  "${sign[@]}" "$framework"
done
find "$app/Contents/MacOS" -type f -perm +111 -print0 | while IFS= read -r -d '' program; do
  "${sign[@]}" "${programs[@]}" "$program"
done
"${sign[@]}" "${programs[@]}" "$app"
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
