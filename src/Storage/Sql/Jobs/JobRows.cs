using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using System.Data.Common;

namespace MediaPipeline.Storage.Sql.Jobs;

/// <summary>Reads jobs from rows. An unreadable job is shown as failed.</summary>
internal sealed class JobRows(DocumentFormat format)
{
    public JobRecord ReadStrictly(DbDataReader row) => format.Read<JobRecord>(row.GetFieldValue<byte[]>(1), StateNames.Jobs, row.GetString(0));

    public JobRecord Read(DbDataReader row)
    {
        try
        {
            return ReadStrictly(row);
        }
        catch (UnreadableStateException error)
        {
            var createdAt = row.Time(2);
            return new JobRecord
            {
                Id = row.Id<JobId>(0),
                Type = row.TextOrNull(3) ?? "",
                State = JobState.Failed,
                CreatedAt = createdAt,
                Failure = new ItemError(ItemViews.UnreadableState, error.Message, "", createdAt),
            };
        }
    }
}
