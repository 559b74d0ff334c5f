using System.Globalization;
using Orleans.Storage;

namespace MediaPipeline.Storage.Sql;

/// <summary>
/// A change of one document by a grain, conditional on its ETag. It is declarative, so that a database for which each statement is a round trip can merge the
/// changes of a group.
/// </summary>
internal sealed class DocumentWrite : GroupWrite
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DocumentWrite(DocumentStatements statements, DocumentChange change, string id, long etag, string document = "")
        : base(rows: 1, compound: false) => (Statements, Change, Id, ETag, Document) = (statements, change, id, etag, document);

    public DocumentStatements Statements { get; }

    public DocumentChange Change { get; }

    public string Id { get; }

    /// <summary>The one that an insert gives, or that the stored document must have.</summary>
    public long ETag { get; }

    /// <summary>Of the document when an insert or an update is done.</summary>
    public long NewETag => Change == DocumentChange.Insert ? ETag : ETag + 1;

    public string Document { get; }

    public Task Completion => _completion.Task;

    public static DocumentWrite Insert(DocumentStatements statements, string id, long etag, string document) =>
        new(statements, DocumentChange.Insert, id, etag, document);

    public static DocumentWrite Update(DocumentStatements statements, string id, long held, string document) =>
        new(statements, DocumentChange.Update, id, held, document);

    public static DocumentWrite Delete(DocumentStatements statements, string id, long held) =>
        new(statements, DocumentChange.Delete, id, held);

    public static InconsistentStateException LostRace(string id, long stored, long? held)
    {
        var (there, known) = (stored == 0 ? null : stored.ToString(CultureInfo.InvariantCulture), held?.ToString(CultureInfo.InvariantCulture));
        return new InconsistentStateException(
            $"The state of '{id}' was changed by another (ETag {there ?? "none"}, held {known ?? "none"}): read it again.", there, known);
    }

    public override void Apply(SqlSession session)
    {
        if (Run(session) == 0)
        {
            Lose(session);
        }
    }

    /// <summary>Lost a race; nothing was changed.</summary>
    public void Lose(SqlSession session) =>
        Error = LostRace(Id, session.Number(Statements.FindETag, ("@id", Id)), Change == DocumentChange.Insert ? null : ETag);

    public override void Succeed() => _completion.SetResult();

    public override void Fail(Exception error) => _completion.SetException(error);

    private int Run(SqlSession session) => Change == DocumentChange.Delete
        ? session.Execute(Statements.Delete, ("@id", Id), ("@etag", ETag))
        : session.Execute(
            Change == DocumentChange.Insert ? Statements.Insert : Statements.Update,
            ("@id", Id), ("@etag", ETag), ("@schema", Statements.SchemaVersion), ("@document", Document));
}
