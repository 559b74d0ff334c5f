namespace MediaPipeline.Api.Problems;

/// <summary>Codes of the API itself; grains answer with their own.</summary>
internal static class ProblemCodes
{
    public const string NotFound = "notFound";
    public const string MethodNotAllowed = "methodNotAllowed";
    public const string UnsupportedMediaType = "unsupportedMediaType";
    public const string BodyTooLarge = "bodyTooLarge";
    public const string BodyMissing = "bodyMissing";
    public const string MalformedJson = "malformedJson";
    public const string MalformedRequest = "malformedRequest";
    public const string UnknownField = "unknownField";
    public const string DuplicateField = "duplicateField";
    public const string WrongType = "wrongType";
    public const string FieldMissing = "fieldMissing";
    public const string InvalidField = "invalidField";
    public const string UnknownParameter = "unknownParameter";
    public const string InvalidParameter = "invalidParameter";
    public const string FilterMissing = "filterMissing";
    public const string FilterTwice = "filterTwice";
    public const string NotRendered = "notRendered";
    public const string NotHashed = "notHashed";
    public const string FileGone = "fileGone";
    public const string FileUnreadable = "fileUnreadable";
    public const string ArchiveEntry = "archiveEntry";
    public const string KeyMissing = "keyMissing";
    public const string KeyUnknown = "keyUnknown";
    public const string ScopeTooSmall = "scopeTooSmall";
    public const string KeyConfigured = "keyConfigured";
    public const string HostNotAllowed = "hostNotAllowed";
    public const string CrossSite = "crossSite";
    public const string LastAdminKey = "lastAdminKey";
    public const string TimedOut = "timedOut";
    public const string ShuttingDown = "shuttingDown";
    public const string Internal = "internal";
}
