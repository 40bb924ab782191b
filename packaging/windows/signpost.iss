; Inno Setup 6.3 or newer: Signpost for Windows. Written for it and reviewed, but NOT RUN so far: this
; project has been built on Linux only. Build the folder first (python dev bundle --folder), then
;   iscc packaging\windows\signpost.iss
; and, to sign both programs, the installer and its uninstaller (signtool is in the Windows SDK):
;   iscc /DSigner=release "/Srelease=signtool sign /fd sha256 /tr TIMESTAMP /td sha256 /a $f" packaging\windows\signpost.iss
; build\about.iss holds name, version and file type; packaging\build.py writes it from pyproject.toml
; and app\__init__.py.
;
; For the user alone (no administrator asked), or for everybody when started as one. Data in
; %LOCALAPPDATA%\Signpost are left alone by removal: "Delete all my data" in Settings is the way. So is
; a folder signpost-data beside the program, because only files that were installed are removed.
; Without a hand: signpost-VERSION-windows-x64.exe /VERYSILENT /TASKS="path" (/ALLUSERS, /CURRENTUSER).

#include "..\..\build\about.iss"
#define AllUsersEnvironment "SYSTEM\CurrentControlSet\Control\Session Manager\Environment"

[Setup]
AppId={{7A0D5C0E-5B0B-4C39-9C55-1B9C6B0E7F21}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher={#Maker}
VersionInfoVersion={#Version}
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
ChangesEnvironment=yes
CloseApplications=yes
RestartApplications=no
WizardStyle=modern
#ifdef Signer
SignTool={#Signer}
SignedUninstaller=yes
#endif

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
#ifdef Signer
Source: "..\..\dist\signpost\*.exe"; DestDir: "{app}"; Flags: ignoreversion signonce
#else
Source: "..\..\dist\signpost\*.exe"; DestDir: "{app}"; Flags: ignoreversion
#endif
Source: "..\..\dist\signpost\*"; Excludes: "\*.exe,\signpost-data"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; An older version's modules must not be found beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\signpost-window.exe"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\signpost-window.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.{#Suffix}"; ValueType: string; ValueData: "{#Id}.profile"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\.{#Suffix}"; ValueType: string; ValueName: "Content Type"; ValueData: "{#Mime}"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\{#Id}.profile"; ValueType: string; ValueData: "{cm:FileType}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#Id}.profile\DefaultIcon"; ValueType: string; ValueData: "{app}\signpost-window.exe,0"
Root: HKA; Subkey: "Software\Classes\{#Id}.profile\shell\open\command"; ValueType: string; ValueData: """{app}\signpost-window.exe"" ""%1"""
; The search path of everybody and that of one user lie at different places.
Root: HKLM; Subkey: "{#AllUsersEnvironment}"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: IsAdminInstallMode and NotOnPath
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: not IsAdminInstallMode and NotOnPath

[Run]
Filename: "{app}\signpost-window.exe"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[Code]
function PathRoot: Integer;
begin
  if IsAdminInstallMode then
    Result := HKEY_LOCAL_MACHINE
  else
    Result := HKEY_CURRENT_USER;
end;

function PathKey: string;
begin
  if IsAdminInstallMode then
    Result := '{#AllUsersEnvironment}'
  else
    Result := 'Environment';
end;

{ Where our folder begins in the search path, 0 when it is not there. }
function PlaceOnPath(Known: string): Integer;
begin
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Known) + ';');
end;

function NotOnPath: Boolean;
var
  Known: string;
begin
  if not RegQueryStringValue(PathRoot, PathKey, 'Path', Known) then
    Known := '';
  Result := PlaceOnPath(Known) = 0;
end;

procedure TakeOffPath;
var
  Known: string;
  Place: Integer;
begin
  if not RegQueryStringValue(PathRoot, PathKey, 'Path', Known) then
    exit;
  Place := PlaceOnPath(Known);
  if Place = 0 then
    exit;
  if Place > 1 then
    Place := Place - 1; { with the semicolon before it }
  Delete(Known, Place, Length(ExpandConstant('{app}')) + 1);
  RegWriteExpandStringValue(PathRoot, PathKey, 'Path', Known);
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step = usPostUninstall then
    TakeOffPath;
end;
