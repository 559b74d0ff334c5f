using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Items;

/// <summary>Which grain an item's id belongs to. Pictures are the only kind so far.</summary>
internal static class ItemGrains
{
    public const string What = "item";

    public static string Check(string id) => RouteIds.Parse<ImageId>(id, What).Value;

    /// <summary>Runs the command and answers with the item as it is then.</summary>
    public static async Task<IResult> RunAsync(
        string id, IItemReader items, Func<IImageGrain, Task<CommandResult>> command, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var result = await command(grains.GetGrain<IImageGrain>(Check(id)));
        if (result.ToProblem() is { } problem)
        {
            return problem;
        }

        return await items.FindAsync(id, cancellationToken) is { } item ? TypedResults.Ok(item) : RouteIds.Unknown(What, id);
    }
}
