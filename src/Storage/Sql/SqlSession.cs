using System.Data.Common;

namespace MediaPipeline.Storage.Sql;

/// <summary>One connection, to either database, with its prepared statements. Used by one thread at a time.</summary>
internal abstract class SqlSession : IDisposable
{
    /// <summary>Whether no transaction is open: also after the database itself has rolled one back.</summary>
    public abstract bool IsIdle { get; }

    /// <summary>Begins the transaction of a group.</summary>
    public abstract void Begin();

    /// <summary>The steps that carry out the writes of a group, in its order where that matters.</summary>
    public virtual IReadOnlyList<IGroupStep> Arrange(IReadOnlyList<GroupWrite> group) => group;

    /// <summary>Ends the transaction of a group.</summary>
    public abstract void End(bool commit);

    /// <summary>Whether such a failure of one write fails its whole group.</summary>
    public abstract bool EndsTheGroup(Exception error);

    /// <summary>Whether the writes of a group that failed this way may be tried separately: it was rolled back, and one of them is the cause.</summary>
    public abstract bool MayBeOneWritesFault(Exception error);

    /// <summary>The corresponding exception of the ports: a full disk, or a database that does not answer.</summary>
    public abstract Exception Explain(Exception error);

    /// <summary>Runs a query that may be run twice.</summary>
    public virtual T Read<T>(Func<SqlSession, T> query) => query(this);

    /// <summary>Queries that see the same state of the database.</summary>
    public abstract T InOneSnapshot<T>(Func<T> read);

    /// <summary>Runs a statement; returns the number of changed rows.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Bind(sql, parameters).ExecuteNonQuery();

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>Row by row, where a list of them would be large.</summary>
    public void ForEach(string sql, Action<DbDataReader> act, CancellationToken cancellationToken, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        const int BetweenLooks = 4096;
        using var reader = Bind(sql, parameters).ExecuteReader();
        for (var rows = 0; reader.Read(); rows++)
        {
            act(reader);
            if (rows % BetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        return reader.Read() ? map(reader) : default;
    }

    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bind(sql, parameters).ExecuteScalar() switch
        {
            long number => number,
            decimal sum => (long)sum,
            _ => 0,
        };

    public abstract void Dispose();

    protected abstract DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters);
}
