using Orleans.Runtime;

namespace Orleans
{
    public interface IGrain : IAddressable;

    public interface IGrainWithIntegerKey : IGrain;

    public interface IGrainWithStringKey : IGrain;

    /// <summary>Gives references to grains; asking for one neither creates nor calls anything.</summary>
    public interface IGrainFactory
    {
        TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;
        IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);
        IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);
        TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;
    }
}

namespace Orleans.Runtime
{
    public interface IAddressable;

    /// <summary>One activation of a grain, as its own code sees it.</summary>
    public interface IGrainContext : IEquatable<IGrainContext>
    {
        GrainReference GrainReference { get; }
        GrainId GrainId { get; }

        /// <summary>Null until the grain was constructed.</summary>
        object? GrainInstance { get; }
        IServiceProvider ActivationServices { get; }

        /// <summary>Completes when the activation is closed.</summary>
        Task Deactivated { get; }

        /// <summary>Starts to close the activation: what runs is finished, what waits goes to a fresh activation.</summary>
        void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    }
}
