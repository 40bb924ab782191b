; Inno Setup 6: Signpost for Windows. Written for it and reviewed, but NOT RUN so far: this project
; has been built on Linux only. Build the folder first (python dev bundle --folder), then
;   iscc packaging\windows\signpost.iss
; build\about.iss holds name, version and file type; packaging\build.py writes it from pyproject.toml
; and app\__init__.py.
;
; For the user alone (no administrator asked), or for everybody when started as one. Data in
; %LOCALAPPDATA%\Signpost are left alone by removal: "Delete all my data" in Settings is the way.

#include "..\..\build\about.iss"

[Setup]
AppId={{7A0D5C0E-5B0B-4C39-9C55-1B9C6B0E7F21}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher={#Maker}
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\signpost.ico
UninstallDisplayIcon={app}\signpost-window.exe
OutputDir=..\..\dist
OutputBaseFilename={#Command}-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
LZMANumBlockThreads=2
ChangesAssociations=yes
CloseApplications=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ja"; MessagesFile: "compiler:Languages\Japanese.isl"

[CustomMessages]
en.FileType={#TypeEn}
ja.FileType={#TypeJa}
en.Path=Let the command "signpost" be found from any folder
ja.Path=どのフォルダーからもコマンド「signpost」を使えるようにする

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "{cm:Path}"; Flags: unchecked

[Files]
Source: "..\..\dist\signpost\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; An older version's modules must not be found beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\signpost-window.exe"; AppUserModelID: "{#Id}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\signpost-window.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.{#Suffix}"; ValueType: string; ValueData: "{#Id}.profile"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.{#Suffix}"; ValueType: string; ValueName: "Content Type"; ValueData: "{#Mime}"
Root: HKA; Subkey: "Software\Classes\{#Id}.profile"; ValueType: string; ValueData: "{cm:FileType}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Id}.profile\DefaultIcon"; ValueType: string; ValueData: "{app}\signpost-window.exe,0"
Root: HKA; Subkey: "Software\Classes\{#Id}.profile\shell\open\command"; ValueType: string; ValueData: """{app}\signpost-window.exe"" ""%1"""
Root: HKA; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: NotOnPath

[Run]
Filename: "{app}\signpost-window.exe"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[Code]
function NotOnPath: Boolean;
var
  Known: string;
begin
  if not RegQueryStringValue(HKA, 'Environment', 'Path', Known) then
    Known := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Known) + ';') = 0;
end;
